// Batch: another command on every image file of a folder.
//
// command    its label in the menu
// options    its own options, in brackets, as the macro recorder writes them for that command
// folder     image files, and the folders in it unless recursive=false
// filter     a pattern of file names, such as *.tif
// output     where the results go: a folder for each file, and the tables of all files in one; for each command and folder another
// skip       false: make results again that are there already
// combine    false: no tables of all files
//
// Results: the files in output; a table with the numbers of files; a table of those that failed, after which the macro stops.

images = sampleImages();
results = getDirectory("temp") + "batch-" + d2s(getTime(), 0) + File.separator;

// Name every flat drawing.
run("Batch...", "command=[Classify with Text...] folder=[" + images + "emoji] filter=*-flat.png"
        + " output=[" + results + "classes]"
        + " options=[labels=[dog, cat, pizza, apple, santa, happy] prompt=[a picture of a {} | a drawing of a {}]]");

// All scores are in one table.
lines = split(File.openAsString(results + "classes" + File.separator + "Scores.csv"), "\n");
for (i = 1; i < lines.length; i++) {
    cells = split(lines[i], ",");
    if (cells[3] == 1) print(cells[0] + ": " + cells[4] + " (" + cells[6] + ")"); // File, Image, Slice, Rank, Label, Cosine, Probability
}

// The same once more passes over what is there: so a run goes on after Esc, a crash or a power cut.
run("Batch...", "command=[Classify with Text...] folder=[" + images + "emoji] filter=*-flat.png"
        + " output=[" + results + "classes]"
        + " options=[labels=[dog, cat, pizza, apple, santa, happy] prompt=[a picture of a {} | a drawing of a {}]]");

// A map for each of some pictures: Map.tif with its values, Map.png to look at.
run("Batch...", "command=[Similarity Map...] folder=[" + images + "] filter={scene.png,apple-ipod.png} recursive=false"
        + " output=[" + results + "maps] options=[text=[a picture of an apple]]");

print("The results are in " + results);

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
