package org.attune.leak;

/**
 * A caller who may not see everything.
 *
 * @param name for reports
 * @param patient id of the client who lets an app act; empty for a back-end system
 * @param scopes what the app or system was granted
 */
record Viewer(String name, String patient, String scopes) {}
