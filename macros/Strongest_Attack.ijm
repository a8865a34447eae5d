// Search for the Strongest Attack: which label makes the model take a picture for something else?
//
// classes  what the model may answer, separated by commas, or by | where they hold commas
// target   the class that it shall answer
// prompt   {} stands for a class; several prompts, separated by |, are averaged
// words    to write, separated by commas, or a text file with one a line; empty: those that the model knows
// ink      how many percent of the picture a label may cover at most
// budget   how many pictures the model may look at
// seed     the same seed gives the same label
//
// Esc ends it with the best label so far.

images = sampleImages();

open(images + "emoji/apple-3-d.png");
run("Search for the Strongest Attack...", "classes=[dog, pizza, apple, phone, cat, money] target=pizza ink=8");

open(images + "dog.tif");
run("Search for the Strongest Attack...", "classes=[dog, pizza, apple, phone, cat, money] target=pizza ink=8");
print("Image > Show Info tells the label: " + getMetadata("Info"));

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
