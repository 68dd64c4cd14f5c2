package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// TestBeside asserts that both pictures are there whole, the first one on the left.
func TestBeside(t *testing.T) {
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	one := func(name string, w, h int, of color.Color) string {
		picture := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range w * h {
			picture.Set(i%w, i/w, of)
		}
		path := filepath.Join(t.TempDir(), name)
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := png.Encode(file, picture); err != nil {
			t.Fatal(err)
		}
		return path
	}
	to := filepath.Join(t.TempDir(), "both.png")
	if err := beside(to, one("before.png", 4, 3, red), one("after.png", 5, 2, blue)); err != nil {
		t.Fatal(err)
	}
	both, err := readPNG(to)
	if err != nil {
		t.Fatal(err)
	}
	if got := both.Bounds().Size(); got != image.Pt(4+gap+5, 3) {
		t.Errorf("it is %v large", got)
	}
	for at, want := range map[image.Point]color.Color{{3, 2}: red, {4, 0}: color.RGBA{255, 255, 255, 255}, {4 + gap, 1}: blue, {8 + gap, 0}: blue} {
		if got := color.RGBAModel.Convert(both.At(at.X, at.Y)); got != want {
			t.Errorf("at %v stands %v, not %v", at, got, want)
		}
	}
}
