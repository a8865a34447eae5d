// Tuning Curve: how does a unit answer when one thing changes from slice to slice?
//
// units     such as layer4.0.add:247, or known ones by name, separated by commas
// response  mean or max of the unit's map
// from, step, quantity  what the slices stand for, for the axis

images = sampleImages();

// A face that turns by 15 degrees from slice to slice.
open(images + "emoji/happy-flat.png");
rename("face");
run("RGB Color");
for (i = 1; i <= 12; i++) {
    selectImage("face");
    run("Duplicate...", "title=turned" + i);
    setBackgroundColor(255, 255, 255);
    run("Rotate... ", "angle=" + 15 * i + " grid=0 interpolation=Bilinear");
}
selectImage("face");
run("Images to Stack", "name=turning title=[] use");
run("Tuning Curve...", "slices=all units=[happy, sad] quantity=Degrees from=0 step=15");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
