/** Whether everything that the commands need is there and fits together: the check that a user is asked to run first. */
package org.multimodalneurons.plugin.installation;
