package cadence

// Marshalling of Clock and Span is implemented with the rest of the package.
