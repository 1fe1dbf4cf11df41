package devserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/cors"
	"github.com/temporalio/ui-server/v2/server/csrf"
	"github.com/temporalio/ui-server/v2/server/headers"
	"github.com/temporalio/ui-server/v2/server/route"
	"github.com/temporalio/ui-server/v2/ui"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// webUI serves Temporal's Web UI on a listener that is already open.
//
// It is put together from the parts of the ui-server module rather than from its Server:
// that one panics on a bad configuration, opens its port itself, and ends the whole process
// when the port is taken. The wiring follows its NewServer and is to be compared with it at
// every upgrade; TestWebUI covers what a browser needs.
type webUI struct {
	http     *http.Server
	listener net.Listener
	frontend *grpc.ClientConn
}

// openWebUI opens the port; pages are served from serve on.
func openWebUI(o Options) (*webUI, error) {
	listener, err := listen(o.Host, o.UIPort, whatUI)
	if err != nil {
		return nil, err
	}
	return &webUI{listener: listener}, nil
}

// assemble puts the pages together. They look for the server at once, and for a second and
// more not again if it is not there yet, so it has to be.
func (u *webUI) assemble(o Options, frontend string) error {
	handler, err := uiHandler(o, &uiconfig.Config{
		TemporalGRPCAddress: frontend,
		EnableUI:            true,
		DefaultNamespace:    o.Namespace,
		CORS:                uiconfig.CORS{CookieInsecure: true}, // plain HTTP: a secure cookie would not come back
		HideLogs:            true,
		DisableNewsFetch:    true, // nothing is fetched from outside
		NotifyOnNewVersion:  false,
		// A paused or cancelled workflow stops without a word; the server refuses to pause
		// as well. What is stuck can still be reset and terminated.
		WorkflowPauseDisabled:  true,
		WorkflowCancelDisabled: true,
		// One click less would end every partnership.
		BatchActionsDisabled: true,
		// What is begun by hand belongs to no partnership.
		StartWorkflowDisabled: true,
		// The list needs the room.
		NavCollapsedByDefault: true,
	})
	if err != nil {
		return fmt.Errorf("assemble web ui: %w", err)
	}
	if u.frontend, err = grpc.NewClient(frontend, grpc.WithTransportCredentials(insecure.NewCredentials())); err != nil {
		return fmt.Errorf("connect web ui to frontend: %w", err)
	}
	u.http = &http.Server{
		Handler:           loopbackOnly(cardsFirst(handler, u.latestRun)),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(o.Logger.Handler(), slog.LevelWarn),
	}
	return nil
}

func uiHandler(o Options, cfg *uiconfig.Config) (http.Handler, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	provider, err := uiconfig.NewConfigProviderWithRefresh(cfg)
	if err != nil {
		return nil, err
	}
	all, err := ui.Assets()
	if err != nil {
		return nil, err
	}
	assets, err := fs.Sub(all, "local")
	if err != nil {
		return nil, err
	}
	if assets, err = dressIn(assets, o); err != nil {
		return nil, err
	}

	e := echo.New()
	useMiddleware(e, provider)
	route.SetHealthRoute(e)
	forwarded := []api.Middleware{headers.WithForwardHeaders([]string{"Caller-Type"})}
	if err := route.SetAPIRoutes(e, provider, forwarded); err != nil {
		return nil, err
	}
	route.SetAuthRoutes(e, provider)
	if err := route.SetUIRoutes(e, "", assets, provider); err != nil {
		return nil, err
	}
	route.SetRenderRoute(e, "/")
	return e, nil
}

func useMiddleware(e *echo.Echo, provider *uiconfig.ConfigProviderWithRefresh) {
	e.Use(middleware.Recover())
	e.Use(middleware.Gzip())
	e.Use(cors.CORSMiddleware(cors.CORSConfig{
		AllowHeaders: []string{
			echo.HeaderOrigin, echo.HeaderContentType, echo.HeaderAccept,
			echo.HeaderXCSRFToken, echo.HeaderAuthorization, "Caller-Type",
		},
		AllowCredentials: true,
		ConfigProvider:   provider,
	}))
	e.Use(middleware.Secure())
	e.Use(csrf.EnsureTokenCookie(false))
	e.Use(middleware.CSRFWithConfig(csrf.MiddlewareConfig(provider, false)))
}

// loopbackOnly refuses requests that reached the loopback address under another name. A
// browser sends them when a foreign page points its own domain here to get past the
// same-origin rule, and the UI lets anyone who reaches it end workflows.
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		ip, err := netip.ParseAddr(host)
		if host != "localhost" && (err != nil || !ip.IsLoopback()) {
			http.Error(w, "this page is served to the local machine only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// serve blocks until close.
func (u *webUI) serve() error {
	if err := u.http.Serve(u.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve web ui: %w", err)
	}
	return nil
}

func (u *webUI) url() string { return "http://" + u.listener.Addr().String() }

// close lets pages in flight finish for a moment: browsers hold long polls open.
func (u *webUI) close() error {
	//nolint:forbidigo // closing comes after the end of every context there was
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if u.http != nil {
		if err := u.http.Shutdown(ctx); err != nil {
			_ = u.http.Close()
		}
	}
	if u.frontend != nil {
		_ = u.frontend.Close()
	}
	if err := u.listener.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
