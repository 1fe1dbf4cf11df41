package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestInitOnTerminal runs the program itself on a terminal, where it has to see
// that somebody can be asked.
func TestInitOnTerminal(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	out, err := onTerminal(t, []string{"init", dir}, "en", "supply", "A", "Ann Vik", "ann@a.example", "", "B", "Bo Daly", "bo@b.example", "", "", "Etc/UTC", "2027-01-04")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "playbooks", "supply.hcl")); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestColoursOnTerminal wants colours on a terminal and nowhere else.
func TestColoursOnTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if out, _ := onTerminal(t, []string{"validate", dir}); !strings.Contains(out, "\x1b[1;31mError RAP006\x1b[0m") {
		t.Errorf("no colours on a terminal: %q", out)
	}
	piped, _ := exec.Command(program(t), "validate", dir).CombinedOutput()
	if !bytes.Contains(piped, []byte("Error RAP006")) || bytes.Contains(piped, []byte("\x1b")) {
		t.Errorf("colours in a pipe: %q", piped)
	}
}

// endOfInput is what a terminal takes for the end of what is typed.
const endOfInput = "\x04"

// onTerminal runs the program on a new pseudo-terminal, types lines and returns
// what the terminal shows.
func onTerminal(t *testing.T, args []string, lines ...string) (string, error) {
	t.Helper()
	master, slave := terminal(t)
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	c := exec.CommandContext(ctx, program(t), args...)
	c.Stdin, c.Stdout, c.Stderr = slave, slave, slave
	c.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=", "CLICOLOR=1")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	// The program holds the only open end, so that reading stops with it.
	_ = slave.Close()
	if _, err := master.WriteString(strings.Join(lines, "\n") + "\n" + endOfInput); err != nil {
		t.Fatal(err)
	}
	shown, _ := io.ReadAll(master) // ends with an error when the program does
	return string(shown), c.Wait()
}

func terminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	t.Cleanup(func() { _ = master.Close() })
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return master, slave
}

// program is this test binary under the name that makes it the program.
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "rapport")
	if err := os.Symlink(self, link); err != nil {
		t.Fatal(err)
	}
	return link
}
