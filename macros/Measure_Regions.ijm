// Measure Regions: what is in each part of an image, and where?
//
// regions   selection (the active one, or the whole slice), manager (those of the ROI Manager), or particles
// mask      title of an open image with the particles: binary, or with a threshold; left out: the image itself
// smallest  area of a particle, in square units of the image
// append    add the rows to the Results table, where Measure writes too; macros read them by getResult
//
// Results: the table Results, with a row for each region: its label as Measure writes it (title:region:slice), its
// centroid and what was measured; the plate with the answers as an overlay; how alike the nuclei are.

images = sampleImages();
run("Clear Results");

// What are these things? Particles of a mask, classified, with the answers drawn over them.
open(images + "concepts.tif");
newImage("plate", "RGB white", 480, 320, 1);
for (i = 0; i < 6; i++) paste("concepts.tif", 1 + 6 * i, "plate", 160 * (i % 3) + 24, 160 * floor(i / 3) + 24);
newImage("mask", "8-bit white", 480, 320, 1);
paste("plate", 1, "mask", 0, 0);
setThreshold(0, 248);
selectImage("plate");
run("Classify with Text...", "labels=[dog, cat, pizza, apple, santa, happy] prompt=[a picture of a {} | a {}]"
        + " regions=particles mask=mask smallest=500 append");
selectImage("plate");
setFont("SansSerif", 14, "antialiased");
setColor("black");
for (row = 0; row < nResults; row++) {
    answer = getResultString("Answer", row) + " " + d2s(100 * getResult("Probability", row), 0) + " %";
    Overlay.drawString(answer, getResult("X", row) - getStringWidth(answer) / 2, getResult("Y", row) + 76);
}
Overlay.show;

// Which nuclei look alike? Each by its threshold, on a slice of a stack, seen in a range that is the same for all.
open(images + "nuclei.tif");
setSlice(10);
setAutoThreshold("Otsu dark");
run("Compare...", "regions=particles smallest=10 display=0.35%");

function paste(from, slice, to, x, y) {
    selectImage(from);
    setSlice(slice);
    run("Select All");
    run("Copy");
    run("Select None");
    w = getWidth();
    h = getHeight();
    selectImage(to);
    makeRectangle(x, y, w, h);
    run("Paste");
    run("Select None");
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
