// Embedding Plot: which pictures are alike?
//
// folder      image files, or nothing: the slices of the active image
// embeddings  to be taken instead: the title of an open table, or a .csv, .npy or .parquet file
// groups      what points are coloured by, unless there are clusters: the folder that a file lies in, or a column
// method      UMAP or t-SNE, which keep neighbours together, or PCA, which keeps distances
// cluster     none, k-means or DBSCAN
//   count       of clusters that k-means makes; 0: as many as are told apart best
//   radius      of a neighbourhood for DBSCAN, 1 less the cosine; neighbours in it that make a core
// colour      automatic, group, cluster or none
// thumbnails  a second map, of small pictures
// seed        the same one gives the same map and clusters
//
// Results: a plot, the table Points with coordinates and clusters, the table Clusters with the image that is most like all others
// of each and the silhouette (1: well apart, 0: overlapping). Draw a selection on the plot, and the table Selection lists what is in
// it; double-click on a point, a thumbnail or a row to open the image.

images = sampleImages();

// Clusters of drawings in five styles, as many as are told apart best.
run("Embedding Plot...", "folder=[" + images + "emoji] cluster=k-means thumbnails");

// Feelings as drawings, line art and words, in the colours of their folders: two axes of many, with their share of the variance.
run("Embedding Plot...", "folder=[" + images + "held-out/emotion] recursive method=PCA");

function sampleImages() {
    folder = getArgument();
    if (folder == "") folder = File.getParent(File.getParent(getInfo("macro.filepath"))) + "/sample-images";
    if (!File.isDirectory(folder)) exit("There is no folder of sample images at " + folder + ". Give it as the macro's argument.");
    return folder + "/";
}
