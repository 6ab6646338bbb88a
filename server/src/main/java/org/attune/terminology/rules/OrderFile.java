package org.attune.terminology.rules;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The order file of ICD-10-CM, in which CMS publishes each fiscal year's codes: columns 1-5 a
 * running number, 7-13 the code without its point, 15 whether it is valid on a claim (1) or a
 * header (0), 17-76 a short title, from 78 on the long one (CMS, "ICD-10-CM Order File Format").
 */
public final class OrderFile {

  private static final int CODE = 6;
  private static final int CODE_END = 13;
  private static final int FLAG = 14;
  private static final int TITLE = 77;
  private static final int CATEGORY = 3;
  private static final Pattern CODE_FORM = Pattern.compile("[A-Z][0-9][0-9A-Z]{1,5}");
  private static final Pattern NUMBER = Pattern.compile("\\d{5} ");

  private OrderFile() {}

  /**
   * Reads a line.
   *
   * @throws RowException if it is not laid out like that
   */
  public static CodeRow row(String line) throws RowException {
    if (line.length() <= TITLE) {
      throw new RowException(
          "the line has " + line.length() + " characters; the long title begins at character 78");
    }
    if (!NUMBER.matcher(line.substring(0, CODE)).matches()) {
      throw new RowException("characters 1 to 5 are not a running number");
    }
    String plain = line.substring(CODE, CODE_END).strip();
    if (!CODE_FORM.matcher(plain).matches()) {
      throw new RowException("characters 7 to 13 are not a code of ICD-10-CM");
    }
    char flag = line.charAt(FLAG);
    if (flag != '0' && flag != '1') {
      throw new RowException("character 15 is neither 0 (header) nor 1 (billable)");
    }
    String title = line.substring(TITLE).strip();
    if (title.isEmpty()) {
      throw new RowException("the long title, from character 78 on, is empty");
    }
    return new CodeRow(pointed(plain), title, Map.of("billable", String.valueOf(flag == '1')));
  }

  private static String pointed(String code) {
    return code.length() > CATEGORY
        ? code.substring(0, CATEGORY) + "." + code.substring(CATEGORY)
        : code;
  }
}
