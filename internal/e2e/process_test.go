//go:build !slim

package e2e

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/internal/app"
)

// patience is for a machine that is busy with other tests.
const patience = time.Minute

// process is a running program.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	began time.Time
	done  chan struct{} // closed when it has ended

	mu      sync.Mutex
	said    strings.Builder
	changed chan struct{} // closed and replaced with every line
}

// run starts the program in a directory.
func run(t *testing.T, dir string, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, done: make(chan struct{}), changed: make(chan struct{})}
	binary := os.Getenv(binaryVar)
	if binary == "" {
		binary = os.Args[0]
		env = append(env, asProgram+"=1")
	}
	p.cmd = exec.Command(binary, args...)
	p.cmd.Dir, p.cmd.Env = dir, append(os.Environ(), env...)
	output, input, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout, p.cmd.Stderr = input, input
	p.began = time.Now()
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = input.Close()
	go p.listen(output)
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("%s said:\n%s", strings.Join(args, " "), p.output())
		}
	})
	return p
}

// listen collects what the process says until it ends.
func (p *process) listen(output io.ReadCloser) {
	defer close(p.done)
	defer func() { _ = output.Close() }()
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		p.mu.Lock()
		p.said.WriteString(lines.Text() + "\n")
		close(p.changed)
		p.changed = make(chan struct{})
		p.mu.Unlock()
	}
	_ = p.cmd.Wait() // its exit code is asked for with code
}

func (p *process) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// says waits until the process has said something.
func (p *process) says(what string) {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		p.mu.Lock()
		said, changed := p.said.String(), p.changed
		p.mu.Unlock()
		if strings.Contains(said, what) {
			return
		}
		select {
		case <-changed:
		case <-p.done:
			p.t.Fatalf("it ended without saying %q", what)
		case <-deadline:
			p.t.Fatalf("it did not say %q within %s", what, patience)
		}
	}
}

// kill ends the process with no time to say good-bye.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.done
}

// interrupt ends the process as Ctrl-C does and returns its exit code.
func (p *process) interrupt() int {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		p.t.Fatal(err)
	}
	return p.code()
}

// code waits for the end of the process and returns its exit code.
func (p *process) code() int {
	p.t.Helper()
	select {
	case <-p.done:
	case <-time.After(patience):
		p.t.Fatalf("it did not end within %s", patience)
	}
	return p.cmd.ProcessState.ExitCode()
}

// freePorts has `up` take free ports.
var freePorts = []string{"--temporal-port", "0", "--ui-port", "0", "--webmail-port", "0", "--smtp-port", "0", "--imap-port", "0"}

// up runs `rapport up` in a directory on free ports.
func up(t *testing.T, dir, spec string, more ...string) *process {
	t.Helper()
	return run(t, dir, nil, append(append([]string{"up", spec}, freePorts...), more...)...)
}

// ready is what `up` says last.
const ready = "Ctrl-C stops it"

// endpoints says where everything is of a program that has said so.
func (p *process) endpoints() app.Endpoints {
	p.t.Helper()
	p.says(ready)
	b, err := os.ReadFile(filepath.Join(p.cmd.Dir, ".rapport", "endpoints.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	var e app.Endpoints
	if err := json.Unmarshal(b, &e); err != nil {
		p.t.Fatal(err)
	}
	return e
}

// dial connects to the program's Temporal server.
func (p *process) dial() client.Client {
	p.t.Helper()
	e := p.endpoints()
	c, err := client.Dial(client.Options{HostPort: e.Temporal, Namespace: e.Namespace, Logger: quiet{}})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(c.Close)
	return c
}

// quiet is a Temporal client's logger that says nothing.
type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

// local is the address of a port on this machine.
func local(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

func portOf(addr string) string {
	_, port, _ := net.SplitHostPort(addr)
	return port
}

// freePort asks the system for a port that can be named to a process.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}
