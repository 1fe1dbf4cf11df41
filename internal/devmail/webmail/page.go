// Package webmail draws the pages on which a newcomer reads and answers mail
// as any person.
package webmail

// Person is somebody whose mail the page offers to read.
type Person struct {
	Name, Address string
}

// Link is shown in the head of every page.
type Link struct {
	Label, URL string
}
