// First Look: what a multimodal model is, in two minutes and four questions.
//
// Run it with Plugins > Macros > Run..., or by the command in the README. It opens pictures from sample-images/, which
// lies beside the folder of this macro; its argument, if any, names another place.

images = sampleImages();
words = "dog, cat, pizza, apple, santa, happy";

// 1. One dog, six ways to say it: rendered, shaded, flat, black and white, in outlines, and written.
open(images + "dog.tif");
run("Classify with Text...", "labels=[" + words + "] prompt=[a picture of a {}] slices=all");
print("1. Classify: one name for a dog rendered, drawn and written: multimodal. (The line art is of a style it never saw.)");

// 2. Six things in the same six styles, each picture compared with each. Things of one kind make the bright squares
//    along the diagonal; styles in common would make stripes.
open(images + "concepts.tif");
run("Compare...", "slices=all");
print("2. Compare: pictures of one thing lie closer to each other than pictures of one style; written words keep apart.");

// 3. Where is the pizza? A small window slides over the picture; bright is where the words fit.
open(images + "scene.png");
run("Similarity Map...", "text=[a picture of a pizza] against=[a picture of a dog, a picture of an apple]"
        + " window=112 stride=14 show=overlay");
print("3. Similarity Map: the words find their place in the picture.");

// 4. A model that reads can be deceived by what it reads: the same apple, bare, above a blank sign and above words.
open(images + "labelled-apple.tif");
run("Classify with Text...", "labels=[apple, pizza, cat, phone] prompt=[a picture of a {}] slices=all");
print("4. Classify: the same apple above a sign. What the sign says can outweigh what the picture shows.");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
