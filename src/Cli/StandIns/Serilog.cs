// Enough to see that a value only reaches a log, and where requests are logged.
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

    public static class SerilogApplicationBuilderExtensions
    {
        public static Microsoft.AspNetCore.Builder.IApplicationBuilder UseSerilogRequestLogging(
            this Microsoft.AspNetCore.Builder.IApplicationBuilder app, string messageTemplate) => app;

        public static Microsoft.AspNetCore.Builder.IApplicationBuilder UseSerilogRequestLogging(
            this Microsoft.AspNetCore.Builder.IApplicationBuilder app, System.Action<AspNetCore.RequestLoggingOptions>? configureOptions = null) => app;
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

namespace Serilog.AspNetCore
{
    public class RequestLoggingOptions
    {
        public string MessageTemplate { get; set; } = "";

        public System.Func<Microsoft.AspNetCore.Http.HttpContext, double, System.Exception?, Events.LogEventLevel>? GetLevel { get; set; }

        public System.Action<IDiagnosticContext, Microsoft.AspNetCore.Http.HttpContext>? EnrichDiagnosticContext { get; set; }

        public ILogger? Logger { get; set; }

        public bool IncludeQueryInRequestPath { get; set; }
    }
}

namespace Serilog.Events
{
    public enum LogEventLevel
    {
        Verbose,
        Debug,
        Information,
        Warning,
        Error,
        Fatal,
    }
}
