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

// How much of it hangs on the control word, the ground, the size, the font and the question? The log tells it as a table.
print("| | control: the ink | congruent: both | incongruent: the ink / the word / neither | mean p(ink) | mean p(word) |");
print("|---|---|---|---|---|---|");
test("another control word, *hello*", "control=hello");
test("all on white", "ground=white");
test("all on grey", "ground=gray");
test("words 60 % wide instead of 85", "width=60");
test("DejaVu Sans Bold", "font=[DejaVu Sans Bold]");
test("the paper's question", "prompt=[my favorite word, written in the color {}]");
test("**as it stands**", "");
row("Goh et al. 2021", 3);

function test(name, options) {
    close("Stroop *");
    run("Stroop Test...", options);
    row(name, 0);
}

// What Image > Show Info tells of the answers, from this line on: the control, the congruent and the incongruent words.
function row(name, line) {
    selectImage("Stroop answers");
    lines = split(replace(getMetadata("Info"), "Goh et al. 2021: ", ""), "\n");
    control = split(lines[line], " ,;:");
    congruent = split(lines[line + 1], " ,;:");
    other = split(lines[line + 2], " ,;:");
    print("| " + name + " | " + control[4] + " of " + control[2] + " | " + congruent[4] + " of " + congruent[2] + " | "
            + other[4] + " / " + other[8] + " / " + other[11] + " of " + other[2] + " | " + other[15] + " | " + other[17] + " |");
}
