// Activation Atlas: what does a layer tell apart?
//
// layer       such as layer4.0.add or resblocks.3.mlp; empty: the last, which is the embedding
// folder      of images to look at; empty: the stack, or the set that ships with the plugin
// stack       title of an open image whose slices are looked at
// images      that are looked at, at most; of more, so many are chosen at random
// places      of each image whose activation is taken, at random; the embedding has one
// projection  of the activations to a map: t-SNE, UMAP or PCA
// grid        columns and rows
// fewest      activations of a cell that is drawn; others stay white
// cell        width and height of a cell in pixels
// steps       of the ascent of each cell
// power       of the cosine: 0 draws large activations, 2 to 4 those that go nowhere else
// words       to name cells by, separated by commas, or a text file; empty: those that the model knows
// labels      the best word of each cell, as an overlay
// seed        the same one gives the same atlas
// preview     whether the atlas is shown while it is being drawn
//
// Esc keeps the cells that are drawn.

// Small and quick; leave all numbers out for a map that is worth looking at.
run("Activation Atlas...", "images=120 grid=3 fewest=2 cell=48 steps=12");
if (!is("Batch Mode")) // macros read tables in windows
    print("The first cell shows what " + Table.get("Activations", 0, "Cells") + " activations have in common: "
            + Table.getString("Words", 0, "Cells") + ".");
