// Emotion Arithmetic: what is a feeling made of?
//
// phrases   to be explained, separated by commas
// terms     words (of the list) or neurons (of the last layer)
// count     terms of each sum, at most
// words     the list, separated by commas, or a text file with one a line; empty: feelings that the model knows
// method    OMP (one term after the other) or LASSO (all together)
// weights   signed or non-negative
// factors   axes of the atlas, of which the first two are drawn; 0: no atlas
// prompt    {} stands for each word; for a large CLIP try
//           i am feeling {} | Me feeling {} on my face | a photo of me with a {} expression on my face
//
// The log shows the sums as formulas. The column Explained tells how much of the phrase the terms explain so far.

run("Emotion Arithmetic...", "phrases=[joy, bored] count=2");
if (!is("Batch Mode")) Table.rename("Sums", "Sums of feelings"); // or the next takes its window

// Of other words: what is a wedding made of? The list may also be a text file with one word a line.
run("Emotion Arithmetic...", "phrases=[wedding, breakfast] words=[bride, groom, church, ring, cake, heart, croissant,"
        + " coffee, egg, bread, milk, sun] count=2 weights=non-negative factors=0");
if (!is("Batch Mode")) { // macros read tables in windows
    print("Both terms explain " + d2s(100 * Table.get("Explained", 1, "Sums"), 0) + " % of " + Table.getString("Phrase", 1, "Sums") + ".");
    Table.rename("Sums", "Sums of other words");
}

// A feeling spelled by neurons: the table names the words of the list that each neuron speaks for.
run("Emotion Arithmetic...", "phrases=[joy, bored] terms=neurons count=6 weights=non-negative factors=0");
