package store

import (
	"fmt"
	"math"
	"strings"
)

// filter builds the WHERE part of a list query. Parameter $1 is the limit.
type filter struct {
	terms []string
	args  []any
}

// equal keeps rows whose column has the value; an empty value keeps all.
func (f filter) equal(column, value string) filter {
	if value == "" {
		return f
	}
	return f.in(column, []string{value})
}

// in keeps rows whose column has one of the values; no values keep all.
func (f filter) in(column string, values []string) filter {
	if len(values) == 0 {
		return f
	}
	marks := make([]string, len(values))
	for i, v := range values {
		f.args = append(f.args, v)
		marks[i] = fmt.Sprintf("$%d", len(f.args)+1)
	}
	f.terms = append(f.terms, column+" IN ("+strings.Join(marks, ", ")+")")
	return f
}

// sql returns the clause and every argument; a limit of 0 means no limit.
func (f filter) sql(limit int) (string, []any) {
	if limit <= 0 {
		limit = math.MaxInt32
	}
	args := append([]any{limit}, f.args...)
	if len(f.terms) == 0 {
		return "", args
	}
	return " WHERE " + strings.Join(f.terms, " AND "), args
}

// texts turns named text types into plain ones.
func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// notNil keeps an empty value apart from SQL's NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
