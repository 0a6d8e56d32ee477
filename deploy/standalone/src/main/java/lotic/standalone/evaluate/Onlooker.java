package lotic.standalone.evaluate;

/// Hears how far an evaluation is, on the thread that evaluates.
@FunctionalInterface
public interface Onlooker {

    /// So much of something is over.
    ///
    /// @param what is being done, such as `training pictures`
    /// @param done how much of it is over
    /// @param total how much there is
    void at(String what, long done, long total);
}
