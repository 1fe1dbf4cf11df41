package devserver

import (
	"context"
	"time"

	"go.temporal.io/server/chasm"
	"go.temporal.io/server/common/clock"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/persistence/serialization"
	"go.temporal.io/server/common/pprof"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/common/resource"
	"go.temporal.io/server/service/history"
	"go.temporal.io/server/service/history/replication"
	"go.temporal.io/server/service/history/shard"
	"go.temporal.io/server/service/history/tasks"
	"go.temporal.io/server/temporal"
	"go.uber.org/fx"
)

// onClock is Temporal's server with a history service, the one that keeps workflows' time,
// that goes by the clock c. It is Temporal's own composition but for that.
func onClock(c *Clock) fx.Option {
	return fx.Options(
		fx.Provide(
			temporal.NewServerFxImpl,
			temporal.ServerOptionsProvider,
			resource.ArchivalMetadataProvider,
			temporal.TaskCategoryRegistryProvider,
			c.historyService,
			temporal.MatchingServiceProvider,
			temporal.FrontendServiceProvider,
			temporal.InternalFrontendServiceProvider,
			temporal.WorkerServiceProvider,
			temporal.ApplyClusterMetadataConfigProvider,
		),
		dynamicconfig.Module,
		pprof.Module,
		temporal.TraceExportModule,
		chasm.Module,
		serialization.Module,
		temporal.FxLogAdapter,
		fx.Invoke(temporal.ServerLifetimeHooks),
	)
}

func (c *Clock) historyService(params temporal.ServiceProviderParamsCommon) (temporal.ServicesGroupOut, error) {
	app := fx.New(
		params.GetCommonServiceOptions(primitives.HistoryService),
		history.QueueModule,
		history.Module,
		replication.Module,
		fx.Decorate(func(clock.TimeSource) clock.TimeSource { return timeSource{c} }),
		fx.Invoke(c.notify),
	)
	return temporal.NewService(app, primitives.HistoryService, params.Logger), app.Err()
}

// notify makes jumps known to the timer queues. They sleep on the machine's timers and would
// find out about a jump only when they wake by themselves.
func (c *Clock) notify(shards shard.Controller) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.jumped = func(now time.Time) {
		//nolint:forbidigo // the clock jumps for everybody; no single caller's context bounds that
		ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
		defer cancel()
		for _, id := range shards.ShardIDs() {
			s, err := shards.GetShardByID(id)
			if err != nil {
				continue // not this server's
			}
			engine, err := s.GetEngine(ctx)
			if err != nil {
				continue // shutting down
			}
			engine.NotifyNewTasks(map[tasks.Category][]tasks.Task{
				tasks.CategoryTimer: {&tasks.UserTimerTask{VisibilityTimestamp: now}},
			})
		}
	}
}
