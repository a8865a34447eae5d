# Names the picture in each file of a folder, by one call of a command. Language: Python (Jython).
#
# In Fiji: open it in the script editor and press Run. Without a display:
#   fiji --headless --run Classify_Folder.py 'folder="/data/plates",labels="mitosis, interphase"'

#@ File (label = "Folder", style = "directory") folder
#@ String (label = "Labels", value = "dog, cat, pizza") labels
#@ CommandService commands
#@output String answers

from org.multimodalneurons.plugin.embed import ClassifyWithText

# False: no dialog, no windows; what is left out has its default.
run = commands.run(ClassifyWithText, False, ["folder", folder, "labels", labels]).get()
if run.isCanceled():
    raise RuntimeError(run.getCancelReason())

scores = run.getOutput("scores")  # an ij.measure.ResultsTable, a row for each image and label
answers = "\n".join(
    scores.getStringValue("Image", row) + ": " + scores.getStringValue("Label", row)
    for row in range(scores.size())
    if scores.getValue("Rank", row) == 1)
print(answers)
