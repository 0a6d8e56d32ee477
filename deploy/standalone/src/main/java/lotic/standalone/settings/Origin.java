package lotic.standalone.settings;

import java.nio.file.Path;

/// Where the value of a setting comes from. The first of these that has one decides.
public sealed interface Origin {

    /// As it is told to people.
    String words();

    /// Given on the command line.
    record Flag(String name) implements Origin {
        @Override
        public String words() {
            return "flag " + name;
        }
    }

    /// A variable of the environment.
    record Variable(String name) implements Origin {
        @Override
        public String words() {
            return "environment " + name;
        }
    }

    /// The settings file.
    record File(Path path) implements Origin {
        @Override
        public String words() {
            return "file " + path;
        }
    }

    /// The command would rather have it than the default.
    record Command() implements Origin {
        @Override
        public String words() {
            return "this command";
        }
    }

    /// It follows another setting.
    record Derived(String key) implements Origin {
        @Override
        public String words() {
            return "follows " + key;
        }
    }

    /// Nobody said otherwise.
    record Default() implements Origin {
        @Override
        public String words() {
            return "default";
        }
    }
}
