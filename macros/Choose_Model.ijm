// Choose: the model that all commands look through until ImageJ is closed.
//
// model  embedded, or a file or folder on disk: CLIP as safetensors with the names of open_clip, OpenAI or Hugging Face,
//        such as run("Choose...", "model=[/home/me/models/open_clip_model.safetensors]");
//
// Results: a table of what the model is, and one of the layers of its image encoder. A single command can be given
// another model, too: its option is model=... as here.

run("Choose...", "model=embedded");
