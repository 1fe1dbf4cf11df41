package revision

import (
	"fmt"
	"slices"
)

// pair is one thing in two states; nil means that it was or is not there.
type pair[T any] struct{ old, new *T }

// merge pairs the items of two lists that have the same key. The result keeps
// the order of the new list, with what is gone before what followed it.
func merge[T any](old, new []T, key func(T) string) []pair[T] {
	pairs := make([]pair[T], 0, max(len(old), len(new)))
	was, is := keys(old, key), keys(new, key)
	next := 0 // of the old list
	leave := func(until int) {
		for ; next < until; next++ {
			if !slices.Contains(is, was[next]) {
				pairs = append(pairs, pair[T]{old: &old[next]})
			}
		}
	}
	for i := range new {
		if next < len(was) && was[next] == is[i] { // nothing changed up to here
			pairs = append(pairs, pair[T]{&old[next], &new[i]})
			next++
			continue
		}
		j := slices.Index(was, is[i])
		if j < 0 {
			pairs = append(pairs, pair[T]{new: &new[i]})
			continue
		}
		leave(j)
		next = max(next, j+1)
		pairs = append(pairs, pair[T]{&old[j], &new[i]})
	}
	leave(len(old))
	return pairs
}

// keys tells the items apart. Equal neighbours, such as an absence that was
// declared twice, are told apart by their number.
func keys[T any](items []T, key func(T) string) []string {
	list := make([]string, len(items))
	last, same := "", 0
	for i, item := range items {
		list[i] = key(item)
		if i == 0 || list[i] != last {
			last, same = list[i], 1
			continue
		}
		same++
		list[i] = fmt.Sprint(last, " ", same)
	}
	return list
}
