package devserver

import (
	"context"
	stdsql "database/sql"
	"errors"
	"fmt"
	"slices"

	enumspb "go.temporal.io/api/enums/v1"
	persistencespb "go.temporal.io/server/api/persistence/v1"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/persistence"
	"go.temporal.io/server/common/persistence/serialization"
	"go.temporal.io/server/common/persistence/sql"
	"go.temporal.io/server/common/persistence/sql/sqlplugin"
	"go.temporal.io/server/common/resolver"
	"go.temporal.io/server/common/searchattribute/sadefs"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// prepareNamespace makes sure, before the server starts, that its database has the namespace
// with all search attributes. Asking the running server instead would mean waiting until
// each of its services has noticed, seconds later.
func prepareNamespace(ctx context.Context, db *config.SQL, o Options) error {
	conn, err := sql.NewSQLDB(sqlplugin.DbKindMain, db, resolver.NewNoopResolver(), log.NewNoopLogger(), metrics.NoopMetricsHandler)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	rows, err := conn.SelectFromNamespace(ctx, sqlplugin.NamespaceFilter{Name: &o.Namespace})
	switch {
	case errors.Is(err, stdsql.ErrNoRows):
		return createNamespace(db, o)
	case err != nil:
		return err
	}
	return extendNamespace(ctx, conn, rows[0], o.SearchAttributes)
}

func createNamespace(db *config.SQL, o Options) error {
	ns, err := sqliteschema.NewNamespaceConfig(clusterName, o.Namespace, false, nil)
	if err != nil {
		return err
	}
	ns.Detail.Config.Retention = durationpb.New(o.Retention)
	if _, err := addSearchAttributes(ns.Detail, o.SearchAttributes); err != nil {
		return err
	}
	return sqliteschema.CreateNamespaces(db, ns)
}

// extendNamespace gives a namespace of an older program the search attributes it lacks.
func extendNamespace(ctx context.Context, conn sqlplugin.DB, row sqlplugin.NamespaceRow, wanted []SearchAttribute) error {
	codec := serialization.NewSerializer()
	detail, err := codec.NamespaceDetailFromBlob(persistence.NewDataBlob(row.Data, row.DataEncoding))
	if err != nil {
		return err
	}
	changed, err := addSearchAttributes(detail, wanted)
	if err != nil || !changed {
		return err
	}
	blob, err := codec.NamespaceDetailToBlob(detail)
	if err != nil {
		return err
	}
	row.Data, row.DataEncoding = blob.GetData(), blob.GetEncodingType().String()
	_, err = conn.UpdateNamespace(ctx, &row)
	return err
}

// addSearchAttributes gives each wanted attribute that has no column yet the first free
// column of its type, and reports whether it gave any.
func addSearchAttributes(ns *persistencespb.NamespaceDetail, wanted []SearchAttribute) (changed bool, err error) {
	columns := sadefs.GetDBIndexSearchAttributes(nil).CustomSearchAttributes
	names := make(map[string]string, len(wanted))
	if ns.Config.CustomSearchAttributeAliases == nil {
		ns.Config.CustomSearchAttributeAliases = make(map[string]string, len(wanted))
	}
	byColumn := ns.Config.CustomSearchAttributeAliases
	for column, name := range byColumn {
		names[name] = column
	}
	for _, a := range wanted {
		if column, ok := names[a.Name]; ok {
			if columns[column] != a.Type {
				return false, fmt.Errorf("search attribute %s: the database has it as %s, wanted is %s", a.Name, columns[column], a.Type)
			}
			continue
		}
		column, err := freeColumn(columns, byColumn, a.Type)
		if err != nil {
			return false, fmt.Errorf("search attribute %s: %w", a.Name, err)
		}
		byColumn[column], names[a.Name], changed = a.Name, column, true
	}
	return changed, nil
}

func freeColumn(columns map[string]enumspb.IndexedValueType, used map[string]string, t enumspb.IndexedValueType) (string, error) {
	var free []string
	have := 0
	for column, columnType := range columns {
		if columnType != t {
			continue
		}
		have++
		if _, taken := used[column]; !taken {
			free = append(free, column)
		}
	}
	if len(free) == 0 {
		return "", fmt.Errorf("all %d columns of type %s are taken", have, t)
	}
	return slices.Min(free), nil
}
