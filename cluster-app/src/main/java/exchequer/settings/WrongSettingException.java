package exchequer.settings;

/**
 * A setting that is missing or not allowed. The message is for the operator, no stack trace needed.
 */
public final class WrongSettingException extends RuntimeException {
  public WrongSettingException(String path, String value, String allowed) {
    super("setting " + path + " is " + value + "; allowed: " + allowed);
  }
}
