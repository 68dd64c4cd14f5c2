// Package changes says in words what differs between two versions of the parts.
package changes

// A Change is one difference, for the people who review it.
type Change struct {
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Strong bool   `json:"strong,omitempty"` // a number or a link: read it twice
}

// Words lists what the new parts change. Without old parts everything is new.
func Words(oldDetection, newDetection, oldDirectory, newDirectory []byte) []Change { return nil }
