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
// Esc ends it with the best label so far. Steps lists each label that was better than all before, Attacks compares the best
// with the naive attack of as much ink: the target's name, written as in the paper.

images = sampleImages();

// What can be had for how much ink? The log tells it as a table.
print("| | ink at most | as it is | p(pizza) | naive: *pizza* as in the paper | p(pizza) | strongest label | p(pizza) |");
print("|---|---|---|---|---|---|---|---|");
search("an apple", "emoji/apple-3-d.png", 12);
search("an apple", "emoji/apple-3-d.png", 8);
search("a dog", "dog.tif", 5);
search("a dog", "dog.tif", 8);

function search(name, file, ink) {
    close("*" + File.getName(file)); // what an earlier search left
    open(images + file);
    title = getTitle();
    run("Search for the Strongest Attack...", "classes=[dog, pizza, apple, phone, cat, money] target=pizza ink=" + ink);
    selectImage("Attacks on " + title);
    lines = split(getMetadata("Info"), "\n");
    line = "| " + name + " | " + ink + " % ";
    for (i = 0; i < lines.length; i++) {
        part = split(lines[i], ":;=\"");
        line += "|" + part[1];
        if (i == lines.length - 1) line += ", by *" + part[5] + "*";
        line += " |" + part[3] + " ";
    }
    print(line + "|");
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
