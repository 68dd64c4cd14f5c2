package main

import (
	"image"
	"image/draw"
	"image/png"
	"os"
)

// gap stands between two pictures, in pixels.
const gap = 24

// beside writes the pictures of files to another one, from left to right and level at the top.
func beside(to string, files ...string) error {
	var all []image.Image
	var size image.Point
	for _, name := range files {
		picture, err := readPNG(name)
		if err != nil {
			return err
		}
		all = append(all, picture)
		size.X += picture.Bounds().Dx() + gap
		size.Y = max(size.Y, picture.Bounds().Dy())
	}
	sheet := image.NewRGBA(image.Rect(0, 0, size.X-gap, size.Y))
	draw.Draw(sheet, sheet.Bounds(), image.White, image.Point{}, draw.Src)
	left := 0
	for _, picture := range all {
		place := picture.Bounds().Sub(picture.Bounds().Min).Add(image.Pt(left, 0))
		draw.Draw(sheet, place, picture, picture.Bounds().Min, draw.Src)
		left = place.Max.X + gap
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	return png.Encode(out, sheet)
}

func readPNG(name string) (image.Image, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return png.Decode(file)
}
