package devserver

import (
	"net"
	"strconv"
	"time"

	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

// clusterName is written into the database at its creation and must never change.
const clusterName = "active"

// addresses say where the server's four services listen.
type addresses map[primitives.ServiceName]string

// claimAddresses takes the frontend's port from the caller and free ones for the services
// that only talk to each other.
func claimAddresses(host string, frontendPort int) (addresses, error) {
	ports := []struct {
		service primitives.ServiceName
		port    int
		what    string
	}{
		{primitives.FrontendService, frontendPort, whatFrontend},
		{primitives.HistoryService, 0, "temporal history service"},
		{primitives.MatchingService, 0, "temporal matching service"},
		{primitives.WorkerService, 0, "temporal worker service"},
	}
	claimed := addresses{}
	for _, p := range ports {
		addr, err := claimPort(host, p.port, p.what)
		if err != nil {
			return nil, err
		}
		claimed[p.service] = addr
	}
	return claimed, nil
}

// newTemporal assembles a server that is not started yet.
func newTemporal(o Options, db databases, at addresses, logger *serverLog) (temporal.Server, error) {
	composition := temporal.TopLevelModule
	if o.Clock != nil {
		composition = onClock(o.Clock)
	}
	return temporal.NewServerFx(composition,
		temporal.WithConfig(serverConfig(o, db, at)),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(staticHosts(at)),
		temporal.WithLogger(logger),
		temporal.WithCustomMetricsHandler(o.Faults.metrics()),
		temporal.WithDynamicConfigClient(dynamicConfig(o)),
	)
}

// staticHosts spares a single process the gossip by which the services of a cluster find each other.
func staticHosts(at addresses) map[primitives.ServiceName]static.Hosts {
	hosts := make(map[primitives.ServiceName]static.Hosts, len(at))
	for service, addr := range at {
		hosts[service] = static.SingleLocalHost(addr)
	}
	return hosts
}

func serverConfig(o Options, db databases, at addresses) *config.Config {
	frontend := at[primitives.FrontendService]
	host, _, _ := net.SplitHostPort(frontend)
	return &config.Config{
		Global: config.Global{
			Membership: config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: host},
		},
		Persistence: config.Persistence{
			DefaultStore:     "default",
			VisibilityStore:  "visibility",
			NumHistoryShards: 1,
			DataStores: map[string]config.DataStore{
				"default":    {SQL: db.main, FaultInjection: o.Faults.injection()},
				"visibility": {SQL: db.visibility},
			},
		},
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		Services:            services(at),
		Archival: config.Archival{
			History:    config.HistoryArchival{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchival{State: config.ArchivalDisabled},
		},
		NamespaceDefaults: config.NamespaceDefaults{Archival: config.ArchivalNamespaceDefaults{
			History:    config.HistoryArchivalNamespaceDefaults{State: config.ArchivalDisabled},
			Visibility: config.VisibilityArchivalNamespaceDefaults{State: config.ArchivalDisabled},
		}},
		PublicClient: config.PublicClient{HostPort: frontend},
	}
}

func services(at addresses) map[string]config.Service {
	all := make(map[string]config.Service, len(at))
	for service, addr := range at {
		host, port, _ := net.SplitHostPort(addr)
		number, _ := strconv.Atoi(port)
		all[string(service)] = config.Service{RPC: config.RPC{GRPCPort: number, BindOnIP: host}}
	}
	return all
}

// dynamicConfig sizes the server for one machine, as Temporal's own development server does.
// The values must be of the exact Go type that the setting declares.
func dynamicConfig(o Options) dynamicconfig.StaticClient {
	return dynamicconfig.StaticClient{
		// No version ping leaves the machine.
		dynamicconfig.EnableServerVersionCheck.Key(): false,

		dynamicconfig.HistoryCacheHostLevelMaxSize.Key():                 8096,
		dynamicconfig.FrontendMaxNamespaceVisibilityRPSPerInstance.Key(): 100,
		dynamicconfig.FrontendPersistenceMaxQPS.Key():                    10000,
		dynamicconfig.HistoryPersistenceMaxQPS.Key():                     45000,

		// The server reads timers ahead by this much, and a new timer that is due sooner waits
		// until then. The default of a second allows for clocks that differ between machines.
		dynamicconfig.TimerProcessorMaxTimeShift.Key(): 10 * time.Millisecond,

		dynamicconfig.WorkflowPauseEnabled.Key():        o.WorkflowPause,
		dynamicconfig.WorkflowTimeSkippingEnabled.Key(): o.TimeSkipping,
	}
}
