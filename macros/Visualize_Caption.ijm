// Visualize a Caption: what does the model imagine when it reads a text?
//
// caption    what the picture is to show; several, separated by commas or by |, make a slice each
// wordings   {} stands for the caption; several, separated by |, are averaged: [{} | a drawing of a {}]
// size, steps, pictures, diversity, layout, seed, basis, channels, colours, learn, patience, movie, preview
//            as in Feature_Visualization.ijm
//
// What rises is the cosine of the picture's and the text's embedding; the table Cosines tells how far it came.

run("Visualize a Caption...", "caption=[rainbow, pizza, santa] wordings=[{} | a picture of a {} | a drawing of a {}]");
