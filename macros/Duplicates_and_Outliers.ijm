// Duplicates and Outliers: which pictures are there twice, and which do not belong?
//
// folder      image files, or nothing: the slices of the active image
// embeddings  to be taken instead: the title of an open table, or a .csv, .npy or .parquet file
// threshold   the cosine from which two images count as nearly the same
// pairs       that are listed, the most alike first
// neighbours  the nearest images, whose mean cosine is the score of an outlier
// outliers    that are listed, the oddest first
//
// Results: the tables Duplicates (pairs), Duplicate groups and Outliers, and a sheet of pictures of pairs and of outliers.
// Double-click on a picture or a row to open the image; on a pair, both.

var images = sampleImages();
var folder;

// A folder with copies: drawings of a dog, a cat and a face, two of them once more as JPEG, and a flag.
folder = getDirectory("temp") + "duplicates-" + d2s(getTime(), 0) + "/";
File.makeDirectory(folder);
things = newArray("dog", "cat", "happy");
styles = newArray("flat", "gradient", "3-d", "line-art");
for (i = 0; i < things.length; i++) {
    for (k = 0; k < styles.length; k++) {
        name = things[i] + "-" + styles[k] + ".png";
        addDrawing(name);
    }
}
addDrawing("japan-flag.png");
addCopy("dog-flat");
addCopy("cat-3-d");
run("Duplicates and Outliers...", "folder=[" + folder + "] neighbours=3 outliers=4");

// Pictures of one thing in styles that the model finds near to one another, from a lower threshold.
run("Duplicates and Outliers...", "folder=[" + images + "emoji] threshold=0.94 outliers=6");

// This folder was for once only.
files = getFileList(folder);
for (i = 0; i < files.length; i++) gone = File.delete(folder + files[i]);
gone = File.delete(folder);

function addDrawing(name) {
    File.copy(images + "emoji/" + name, folder + name);
}

function addCopy(name) {
    open(images + "emoji/" + name + ".png");
    run("RGB Color");
    saveAs("jpeg", folder + name + "-copy.jpg");
    close();
}

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
