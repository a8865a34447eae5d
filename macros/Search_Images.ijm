// Index Folder, Search Images: where is the picture of ...?
//
// Index Folder: once, and again when files were added or changed
//   folder     image files, and the folders in it unless recursive=false
//   filter     a pattern of file names, such as *.tif
//   kept       a new or empty folder for the index; left out: beside the images, in a hidden folder
//
// Search Images: any of these together
//   text       what to look for; several texts are averaged
//   picture    look for what is like the active image or its selection
//   more, less what is like these files of the folder and unlike those, as the column File lists them; weight of the latter
//   count      how many are listed
//   index      bring the index up to date before
//   exact      look at every image; else large folders are searched by a graph
//
// Results: the table Found, the best first, and a sheet of thumbnails. Double-click on either to open the file.

images = sampleImages();
kept = getDirectory("temp") + "search-images-" + d2s(getTime(), 0);
where = "folder=[" + images + "held-out] kept=[" + kept + "]";

run("Index Folder...", where);

// By a text: the embedded model knows things by their written names, too.
run("Search Images...", where + " text=japan count=6");

// The same, but nothing written.
run("Search Images...", where + " text=japan less=[region/japan/text/Lato-Bold-lower.png,"
        + " region/japan/text/Lato-Regular-upper.png] count=6");

// By an image: a cat in another style.
open(images + "emoji/cat-flat.png");
run("Search Images...", where + " picture count=6");

// By examples of the folder.
run("Search Images...", where + " more=[animal/cat/drawing/cat-face.png, animal/tiger/drawing/tiger-face.png] count=6");

// This index was for once only. Leave out kept, and it stays with the images.
files = getFileList(kept);
for (i = 0; i < files.length; i++) gone = File.delete(kept + "/" + files[i]);
gone = File.delete(kept);

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
