package org.attune.store;

/** How many results a page of a search has. */
public final class PageSizes {

  /** Where the client does not say. */
  public static final int USUAL = 10;

  /** However many the client asks for. */
  public static final int MOST = 500;

  private PageSizes() {}
}
