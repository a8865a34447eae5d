// Stroop Test: does the model see the ink, or does it read the word?
//
// inks      separated by commas: usual names of colours, or a name and its colour as in red=#e01010
// words     names of colours, each written in every ink; empty: the inks' names
// control   a word that names no colour
// prompt    the question: {} stands for each colour; several are separated by |
// together  averaged (the vectors of the prompts), or separate (each is a question of its own)
// font, width (of each word, in % of the side), ground (empty: white or black, whichever the ink stands out from more)
//
// The frames of "Stroop answers" are red where the model read the word, blue where it saw the ink, green where both are one,
// grey where it answered neither. The last rows of the table are the paper's.

// How much of it hangs on the control word, the ground, the size, the font and the question?
test("control word hello", "control=hello");
test("all on white", "ground=white");
test("all on grey", "ground=gray");
test("words 60 % wide", "width=60");
test("bold", "font=[DejaVu Sans Bold]");
test("the paper's question, and the bare name", "prompt=[my favorite word, written in the color {} | {}] together=separate");
test("as it stands", "");

function test(name, options) {
    close("Stroop *");
    run("Stroop Test...", options);
    selectImage("Stroop answers");
    print("\n" + name + "\n" + getMetadata("Info"));
}
