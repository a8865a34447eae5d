// Classify with Text: which of these words fits each picture best?
//
// labels  the candidates, separated by commas (or by | where labels hold commas)
// prompt  {} stands for the label; the vectors of several prompts, separated by |, are averaged
// slices  current, all, or numbers such as 1-3, 5
// folder  image files to look at instead of the active image
// model   a file or folder on disk, or embedded; left out: what Models > Choose... says
//
// Results: a table of every score, a table of answers (one row a slice), a chart of the probabilities.

images = sampleImages();

open(images + "concepts.tif");
run("Classify with Text...", "labels=[dog, cat, pizza, apple, santa, happy]"
        + " prompt=[a picture of a {} | a drawing of a {}] slices=all");

// A single picture gives a bar plot.
open(images + "words/dog-handwritten.png");
run("Classify with Text...", "labels=[dog, cat, pizza, apple, santa, happy] prompt=[a picture of a {}]");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
