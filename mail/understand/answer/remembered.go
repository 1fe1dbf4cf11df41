package answer

import (
	"sync"
	"sync/atomic"
)

// remembered keeps what was found out about the questions: the same few are asked
// over and over, and what their words tell is needed for every word of an answer.
type remembered[K comparable, V any] struct {
	values sync.Map // of V by K
	count  atomic.Int64
}

// maxRemembered is how much of a kind is kept. What comes later is found out anew
// each time.
const maxRemembered = 1000

func (r *remembered[K, V]) of(key K, find func(K) V) V {
	if known, ok := r.values.Load(key); ok {
		if v, ok := known.(V); ok {
			return v
		}
	}
	v := find(key)
	if r.count.Add(1) <= maxRemembered {
		r.values.Store(key, v)
	}
	return v
}
