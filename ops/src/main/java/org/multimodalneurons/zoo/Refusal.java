package org.multimodalneurons.zoo;

import org.multimodalneurons.UserException;

/** Says what to do when a server does not give a file. */
final class Refusal {

    private Refusal() {}

    /**
     * Returns when the answer brings the file, or its rest.
     *
     * @throws ConnectionLost when another attempt may help
     * @throws UserException when none does
     */
    static void check(ZooFile file, Answer answer) throws ConnectionLost {
        int status = answer.status();
        if (status == 200 || status == 206) {
            if (answer.isPage()) throw page(file);
            return;
        }
        String found = file.from() + ": the server answers " + status;
        if (status == 408 || status == 429 || status >= 500)
            throw new ConnectionLost("the server answers " + status, answer.comeBackAfter());
        throw new UserException(found
                + switch (status) {
                    case 401, 403 ->
                        ", no access. Some models are given only to those who accept their terms on the model's"
                                + " page, and some not to all networks: fetch it with your browser and import the file.";
                    case 404, 410 ->
                        ", there is no such file: the model was moved or withdrawn. Look at its page; a file that"
                                + " you have can be imported.";
                    case 407 ->
                        ", the proxy wants a name and password. Set those of your network, or fetch the file with your"
                                + " browser and import it.";
                    default -> ". Look at the model's page; a file that you have can be imported.";
                });
    }

    /** A web page came: of an error, or of a network that wants a password first. */
    static UserException page(ZooFile file) {
        return new UserException(file.from() + ": a web page came in place of the file. Networks that ask for a"
                + " password send such pages, and so do addresses of pages: open the address in a browser to see.");
    }
}
