package org.multimodalneurons.plugin.models;

import java.nio.file.Path;

/** The name that is proposed for a model which a person brings along. */
final class ImportedName {

    private ImportedName() {}

    /** Its file's or folder's, or where that is what hubs call all weights, that of the folder above; without odd signs. */
    static String of(Path fileOrFolder) {
        Path path = fileOrFolder.toAbsolutePath().normalize();
        String file = String.valueOf(path.getFileName());
        boolean usual = file.matches("(open_clip_)?(pytorch_)?model\\.(safetensors|bin|pth?)");
        Path named =
                usual && path.getParent() != null && path.getParent().getFileName() != null ? path.getParent() : path;
        return String.valueOf(named.getFileName())
                .replaceFirst("\\.(safetensors|bin|pth?)$", "")
                .replaceAll("[^A-Za-z0-9._+-]+", "-")
                .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9+]+$", "");
    }
}
