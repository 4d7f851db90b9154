package exchequer.load.settings;

/** A setting that is not allowed. The message names it, its value and what is. */
public final class WrongSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public WrongSettingException(String name, String value, String allowed) {
    super(name + " = " + value + ": " + allowed);
  }
}
