// Which image of a folder fits a sentence best? By the library alone: no command, no window, no ImageJ.
//
// In Fiji: open it in the script editor and press Run. Without a display:
//   fiji --headless --run Best_Match.groovy 'folder="/data/plates",sentence="a cell that divides"'

#@ File (label = "Folder of PNG and JPEG images", style = "directory") folder
#@ String (label = "Sentence", value = "a picture of a dog") sentence
#@output String best

import org.multimodalneurons.Progress
import org.multimodalneurons.embed.CosineMatrix
import org.multimodalneurons.embed.Embedder
import org.multimodalneurons.image.PictureFile
import org.multimodalneurons.model.ClipModel

files = folder.listFiles().findAll { it.name ==~ /(?i).*\.(png|jpe?g)/ }.sort()

ClipModel.embedded().withCloseable { clip -> // or ClipModel.open(path of a model)
    embedder = new Embedder(clip)
    images = embedder.images(files.collect { PictureFile.open(it.toPath()) }, files*.name, Progress.NONE)
    cosines = CosineMatrix.of(images, embedder.texts([sentence], Progress.NONE))
    row = (0..<files.size()).max { cosines.get(it, 0) }
    best = String.format(Locale.ROOT, "%s (%.3f)", files[row].name, cosines.get(row, 0))
}
println best
