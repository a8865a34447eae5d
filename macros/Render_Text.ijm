// Render Text on Image: words on a picture, as in the paper's typographic attacks.
//
// text      one line
// layout    paper (eight copies), centred, below, sticker (on a white plate), scatter, or roi (in the selection)
// size      21 px, 7.3 % (font size, of the side of the square that a model sees), 62 % wide, 8 % cover (of the pixels,
//           measured), or fit; empty: the paper's, 21 of 288 pixels, and in a selection as large as fits
// font      DejaVu Sans, DejaVu Sans Bold, or a font of this system
// fill, outline, plate   colours such as white or #ff8000; none for no outline, no plate
// line      width of the outline in pixels of a square of 288
// rotation  clockwise, in degrees; opacity 0 to 1
// copies, seed   of a scatter: the same seed gives the same places
// slices    current, all, or numbers such as 1-3, 5
//
// Results: a new RGB image with the source's calibration, and a table of font size and coverage. No model is needed.

var side = 288; // as in the paper
var images = sampleImages();
newImage("Texts on a dog", "RGB white", 5 * side + 4 * 8, side, 1);

attack(0, "text=pizza layout=paper");
attack(1, "text=pizza layout=below size=[62 % wide] font=[DejaVu Sans Bold] fill=black outline=none");
attack(2, "text=iPod layout=sticker size=[14 %] rotation=-8");
attack(3, "text=money layout=scatter copies=6 seed=3 size=[10 % cover] fill=yellow");
attack(4, "text=cat layout=roi fill=#2040ff outline=none opacity=.7");
selectImage("Texts on a dog");

// The dog in the middle of a square, with an ellipse for the layout roi; what is written on it goes to its place in the row.
function attack(place, options) {
    open(images + "emoji/dog-3-d.png");
    Image.copy;
    close;
    newImage("dog", "RGB white", side, side, 1);
    Image.paste((side - 192) / 2, (side - 192) / 2);
    makeOval(60, 150, 168, 110);
    run("Render Text on Image...", options);
    print(getMetadata("Info"));
    Image.copy;
    close;
    close("dog");
    selectImage("Texts on a dog");
    Image.paste(place * (side + 8), 0);
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
