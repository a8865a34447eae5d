// Names the picture in each file of a folder, by one call of a command.
//
// In Fiji: open it in the script editor and press Run. Without a display:
//   fiji --headless --run Classify_Folder.groovy 'folder="/data/plates",labels="mitosis, interphase"'

#@ File (label = "Folder", style = "directory") folder
#@ String (label = "Labels", value = "dog, cat, pizza") labels
#@ CommandService commands
#@output String answers

import org.multimodalneurons.plugin.embed.ClassifyWithText

// false: no dialog, no windows; what is left out has its default.
run = commands.run(ClassifyWithText, false, "folder", folder, "labels", labels).get()
if (run.isCanceled()) throw new RuntimeException(run.getCancelReason())

scores = run.getOutput("scores") // an ij.measure.ResultsTable, a row for each image and label
answers = (0..<scores.size())
        .findAll { row -> scores.getValue("Rank", row) == 1 }
        .collect { row -> scores.getStringValue("Image", row) + ": " + scores.getStringValue("Label", row) }
        .join("\n")
println answers
