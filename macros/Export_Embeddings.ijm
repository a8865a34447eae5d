// Export Embeddings, Import Embeddings: take them to Python, R or a spreadsheet, and back.
//
// Export Embeddings: of images (slices, regions or a folder, as in Embed Images), or of
//   embeddings  an open table, or another file of embeddings
//   groups      what each belongs to: folder (that its file lies in), region, label (of its slice), or a column of the table
//   save        .csv, .npy (the labels lie in a .labels.csv beside it) or .parquet
//
// Import Embeddings: a file of this plugin, or of others
//   groups      the column with each row's group
//   by          the identity of the model that made them, where the file names none
//
// Results: a table of what was written; a table of embeddings as Embed Images gives it.

images = sampleImages();
folder = getDirectory("temp") + "embeddings-" + d2s(getTime(), 0) + "/";
File.makeDirectory(folder);
file = folder + "concepts.parquet";

// The slices of a stack; their labels name the concept.
open(images + "concepts.tif");
run("Export Embeddings...", "slices=all groups=label save=[" + file + "]");

// In Python: pandas.read_parquet("concepts.parquet"), with a list in the column Embedding.
run("Import Embeddings...", "file=[" + file + "]");

gone = File.delete(file); // for once only
gone = File.delete(folder);

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
