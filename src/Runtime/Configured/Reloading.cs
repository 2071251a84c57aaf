using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers;

/// <summary>
/// A value made from configuration and files: immutable, and replaced whole when one of them changes. What cannot be
/// made, or may not be used, is refused: the log says why, and the last good value stays.
/// </summary>
internal sealed class Reloading<T> : ICurrent<T>, IDisposable
    where T : class
{
    /// <summary>How often a value is made until two in a row agree; beyond that the next change will tell.</summary>
    private const int MostReads = 5;

    private readonly object _gate = new();
    private readonly Recipe<T> _recipe;
    private readonly ILogger _logger;
    private readonly RangeFiles _files;
    private readonly IConfiguration _configuration;
    private readonly IDisposable _changes;
    private volatile T? _current;

    public Reloading(Recipe<T> recipe, IConfiguration configuration, string contentRoot, ILogger logger)
    {
        _recipe = recipe;
        _logger = logger;
        _files = new RangeFiles(contentRoot, Reload);
        _configuration = new ConfigurationWithFiles(configuration, _files);
        _changes = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <inheritdoc/>
    public T Current => _current ?? MakeFirst();

    /// <summary>Makes the value again. It runs where configuration is reloaded and so never throws.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            if (_current is not { } old)
            {
                return;
            }

            try
            {
                var made = Make();
                if (_recipe.Fingerprint(made) != _recipe.Fingerprint(old))
                {
                    _current = made;
                    _logger.LogReloaded(_recipe.Name);
                }
            }
            catch (Exception exception)
            {
                // Whatever a provider of configuration may throw: half a policy is worse than yesterday's.
                _logger.LogReloadRefused(_recipe.Name, exception.Message);
            }
        }
    }

    public void Dispose()
    {
        _changes.Dispose();
        _files.Dispose();
    }

    private T MakeFirst()
    {
        lock (_gate)
        {
            return _current ??= Make();
        }
    }

    /// <summary>
    /// Configuration can be replaced while its keys are read one by one. A value counts when a second reading gives
    /// the same.
    /// </summary>
    private T Make()
    {
        var made = _recipe.Make(_configuration);
        for (var read = 1; read < MostReads; read++)
        {
            var again = _recipe.Make(_configuration);
            if (ReferenceEquals(again, made) || _recipe.Fingerprint(again) == _recipe.Fingerprint(made))
            {
                break;
            }

            made = again;
        }

        var problems = _recipe.Check(made);
        return problems.Count == 0 ? made : throw new ClientIpPolicyException(string.Join(Environment.NewLine, problems));
    }
}

/// <summary>How a value is made from configuration.</summary>
/// <param name="Name">For logs.</param>
/// <param name="Make">Reads it; throws <see cref="ClientIpPolicyException"/> where something is missing.</param>
/// <param name="Check">What forbids to use it.</param>
/// <param name="Fingerprint">Equal for equal values.</param>
internal sealed record Recipe<T>(
    string Name,
    Func<IConfiguration, T> Make,
    Func<T, IReadOnlyList<string>> Check,
    Func<T, string> Fingerprint);
