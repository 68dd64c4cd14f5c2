package assemble

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
)

// iconSizes are the widths that browsers ask for: toolbar, list of extensions, and stores.
var iconSizes = []int{16, 32, 48, 128}

func iconName(size int) string { return fmt.Sprintf("icon-%d.png", size) }

// The icon is two speech bubbles, and the one in front is also a button: pressed, somebody answers. It is drawn here in
// a square of side 1 and resembles neither the number's nor the association's logo.
var (
	coral      = rgb{0xf7, 0x86, 0x6a}
	coralDeep  = rgb{0xec, 0x67, 0x5a}
	coralEdge  = rgb{0xb9, 0x45, 0x42}
	cream      = rgb{0xff, 0xf8, 0xf1}
	teal       = rgb{0x16, 0x75, 0x7c}
	tealBright = rgb{0x2c, 0x9a, 0x99}
)

type rgb [3]float64

func mix(a, b rgb, t float64) rgb {
	t = math.Max(0, math.Min(1, t))
	for i := range a {
		a[i] += (b[i] - a[i]) * t
	}
	return a
}

// shape is the signed distance from an edge, negative inside.
type shape func(x, y float64) float64

// layer is a shape with its colour at a height; the icon is erased before it is drawn where gap reaches beyond the edge.
type layer struct {
	shape  shape
	gap    float64
	colour func(y float64) rgb
}

func flat(c rgb) func(float64) rgb { return func(float64) rgb { return c } }

func fade(from, to rgb, top, bottom float64) func(float64) rgb {
	return func(y float64) rgb { return mix(from, to, (y-top)/(bottom-top)) }
}

func icon(size int) ([]byte, error) {
	behind := bubble(0.36, 0.03, 0.99, 0.58, 0.25, [3][2]float64{{0.86, 0.44}, {0.92, 0.74}, {0.68, 0.54}})
	front := bubble(0.01, 0.25, 0.76, 0.83, 0.27, [3][2]float64{{0.13, 0.72}, {0.36, 0.80}, {0.11, 0.98}})
	layers := []layer{{behind, 0, fade(tealBright, teal, 0.05, 0.6)}}
	if size >= 48 { // the lower edge of the button is hardly a pixel below that
		layers = append(layers,
			layer{front, 0.045, flat(coralEdge)},
			layer{raised(front, 0.035), 0, fade(coral, coralDeep, 0.25, 0.8)})
	} else {
		layers = append(layers, layer{front, 0.06, fade(coral, coralDeep, 0.25, 0.83)})
	}
	for _, x := range []float64{0.1875, 0.375, 0.5625} {
		layers = append(layers, layer{disc(x, 0.51, 0.065), 0, flat(cream)})
	}

	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for py := range size {
		for px := range size {
			x, y := (float64(px)+0.5)/float64(size), (float64(py)+0.5)/float64(size)
			img.SetNRGBA(px, py, paint(layers, x, y, float64(size)))
		}
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, img)
	return out.Bytes(), err
}

// paint lays the layers over each other at one point. An edge is one pixel soft.
func paint(layers []layer, x, y, size float64) color.NRGBA {
	var sum rgb // times alpha
	var alpha float64
	for _, l := range layers {
		d := l.shape(x, y)
		if l.gap > 0 {
			keep := 1 - cover(d-l.gap, size)
			alpha *= keep
			for i := range sum {
				sum[i] *= keep
			}
		}
		over, c := cover(d, size), l.colour(y)
		alpha = over + alpha*(1-over)
		for i := range sum {
			sum[i] = c[i]*over + sum[i]*(1-over)
		}
	}
	if alpha == 0 {
		return color.NRGBA{}
	}
	part := func(v float64) uint8 { return uint8(math.Round(math.Min(255, v/alpha))) }
	return color.NRGBA{part(sum[0]), part(sum[1]), part(sum[2]), uint8(math.Round(alpha * 255))}
}

func cover(distance, size float64) float64 {
	return math.Max(0, math.Min(1, 0.5-distance*size))
}

func disc(cx, cy, r float64) shape {
	return func(x, y float64) float64 { return math.Hypot(x-cx, y-cy) - r }
}

// bubble is a rounded box with a tail that grows softly out of it.
func bubble(left, top, right, bottom, radius float64, tail [3][2]float64) shape {
	cx, cy, halfX, halfY := (left+right)/2, (top+bottom)/2, (right-left)/2, (bottom-top)/2
	return func(x, y float64) float64 {
		qx, qy := math.Abs(x-cx)-halfX+radius, math.Abs(y-cy)-halfY+radius
		box := math.Hypot(math.Max(qx, 0), math.Max(qy, 0)) + math.Min(math.Max(qx, qy), 0) - radius
		return smoothMin(box, triangle(x, y, tail)-0.02, 0.05)
	}
}

// raised is the shape without its lowest part of the given height: the face of a button, above its edge.
func raised(s shape, height float64) shape {
	return func(x, y float64) float64 { return math.Max(s(x, y), s(x, y+height)) }
}

// triangle is the distance from a triangle.
func triangle(x, y float64, p [3][2]float64) float64 {
	nearest, inside := math.Inf(1), true
	for i := range p {
		a, b := p[i], p[(i+1)%3]
		ex, ey, wx, wy := b[0]-a[0], b[1]-a[1], x-a[0], y-a[1]
		t := math.Max(0, math.Min(1, (wx*ex+wy*ey)/(ex*ex+ey*ey)))
		nearest = math.Min(nearest, math.Hypot(wx-ex*t, wy-ey*t))
		inside = inside && ex*wy-ey*wx >= 0
	}
	if inside {
		return -nearest
	}
	return nearest
}

// smoothMin joins two shapes with a soft corner of about k.
func smoothMin(a, b, k float64) float64 {
	h := math.Max(k-math.Abs(a-b), 0) / k
	return math.Min(a, b) - h*h*k/4
}
