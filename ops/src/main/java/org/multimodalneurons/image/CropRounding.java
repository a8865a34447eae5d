package org.multimodalneurons.image;

/** Where the square lies in a resized picture whose margin is odd: the two references differ by one pixel. */
public enum CropRounding {

    /** Half the margin, rounded half to even: torchvision's rule, and so OpenAI's and open_clip's. */
    HALF_EVEN {
        @Override
        int offset(int margin) {
            return (int) Math.rint(margin / 2.);
        }
    },

    /** Half the margin, rounded down: the rule of Hugging Face's image processors. */
    DOWN {
        @Override
        int offset(int margin) {
            return margin / 2;
        }
    };

    /** The first pixel of the square, from the number of pixels that it leaves out. */
    abstract int offset(int margin);
}
