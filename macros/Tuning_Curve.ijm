// Tuning Curve: how does a unit answer when one thing changes from slice to slice?
//
// units     such as layer4.0.add:247, or known ones by name, separated by commas
// response  mean or max of the unit's map
// from, step, quantity  what the slices stand for, for the axis

images = sampleImages();

// A face that turns by 15 degrees from slice to slice.
open(images + "emoji/happy-flat.png");
run("RGB Color");
side = getWidth();
face = newArray(side * side);
for (i = 0; i < face.length; i++) face[i] = getPixel(i % side, floor(i / side));
newImage("turning", "RGB white", side, side, 13);
for (slice = 1; slice <= 13; slice++) {
    setSlice(slice);
    drawTurned(face, side, 15 * (slice - 1));
}
run("Tuning Curve...", "slices=all units=[happy, sad] quantity=Degrees from=0 step=15");

// Clockwise around the middle. Rotate... asks in a dialog even in a macro, so that it needs a display; this does not.
function drawTurned(picture, side, degrees) {
    c = cos(degrees * PI / 180);
    s = sin(degrees * PI / 180);
    middle = (side - 1) / 2;
    for (y = 0; y < side; y++) {
        for (x = 0; x < side; x++) {
            column = round(middle + c * (x - middle) + s * (y - middle));
            row = round(middle - s * (x - middle) + c * (y - middle));
            if (column >= 0 && column < side && row >= 0 && row < side) setPixel(x, y, picture[row * side + column]);
        }
    }
    updateDisplay();
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
