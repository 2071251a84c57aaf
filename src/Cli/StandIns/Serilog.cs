// Enough to see that a value only reaches a log.
namespace Serilog
{
    public interface ILogger
    {
        void Verbose(string template, params object?[]? values);

        void Debug(string template, params object?[]? values);

        void Information(string template, params object?[]? values);

        void Warning(string template, params object?[]? values);

        void Warning(System.Exception? exception, string template, params object?[]? values);

        void Error(string template, params object?[]? values);

        void Error(System.Exception? exception, string template, params object?[]? values);

        void Fatal(string template, params object?[]? values);

        ILogger ForContext(string name, object? value, bool destructureObjects = false);
    }

    public static class Log
    {
        public static ILogger Logger { get; set; } = null!;

        public static void Verbose(string template, params object?[]? values) { }

        public static void Debug(string template, params object?[]? values) { }

        public static void Information(string template, params object?[]? values) { }

        public static void Warning(string template, params object?[]? values) { }

        public static void Warning(System.Exception? exception, string template, params object?[]? values) { }

        public static void Error(string template, params object?[]? values) { }

        public static void Error(System.Exception? exception, string template, params object?[]? values) { }

        public static void Fatal(string template, params object?[]? values) { }

        public static ILogger ForContext(string name, object? value, bool destructureObjects = false) => Logger;
    }

    public interface IDiagnosticContext
    {
        void Set(string name, object? value, bool destructureObjects = false);
    }
}

namespace Serilog.Context
{
    public static class LogContext
    {
        public static System.IDisposable PushProperty(string name, object? value, bool destructureObjects = false) => null!;
    }
}
