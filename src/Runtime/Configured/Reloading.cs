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
    /// <summary>How often it is tried to read between two replacements of the configuration.</summary>
    private const int MostAttempts = 5;

    private readonly object _gate = new();
    private readonly Recipe<T> _recipe;
    private readonly ILogger _logger;
    private readonly RangeFiles _files;
    private readonly ConfigurationWithFiles _configuration;
    private readonly IConfigurationRoot? _root;
    private readonly IDisposable _changes;
    private volatile T? _current;

    /// <param name="recipe">How it is made.</param>
    /// <param name="configuration">What it is made from.</param>
    /// <param name="root">The whole that <paramref name="configuration"/> is a part of, where that is known.</param>
    /// <param name="contentRoot">The folder that paths of files start from.</param>
    /// <param name="logger">Told of changes.</param>
    public Reloading(Recipe<T> recipe, IConfiguration configuration, IConfigurationRoot? root, string contentRoot, ILogger logger)
    {
        _root = configuration as IConfigurationRoot ?? root;
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
                // Where it kept changing, whoever changed it will call again.
                if (Make() is { } made && _recipe.Fingerprint(made) != _recipe.Fingerprint(old))
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
            return _current ??= Make() ?? throw new ClientIpPolicyException(
                $"{_recipe.Name} cannot be read: its configuration is replaced faster than that.");
        }
    }

    /// <summary>
    /// Configuration can be replaced while its keys are read one by one. A value counts when a second reading gives the
    /// same, and no provider has said in the meantime that it changed: whatever is replaced then, and not yet announced,
    /// lies within one of the two readings at most, so that the other is whole.
    /// </summary>
    /// <returns>Null where there was no such moment.</returns>
    private T? Make()
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var changes = Changes();
            try
            {
                var made = _recipe.Make(_configuration);
                var again = _recipe.Make(_configuration);
                if ((ReferenceEquals(again, made) || _recipe.Fingerprint(again) == _recipe.Fingerprint(made))
                    && !changes.Any(change => change.HasChanged))
                {
                    var problems = _recipe.Check(made);
                    return problems.Count == 0 ? made : throw new ClientIpPolicyException(string.Join(Environment.NewLine, problems));
                }
            }
            catch (Exception) when (changes.Any(change => change.HasChanged))
            {
                // Half of one state and half of another need not make sense.
            }
        }

        return null;
    }

    /// <summary>
    /// Tells of changes from now on. The providers are asked themselves: while somebody is being told of one change, as
    /// here, the configuration as a whole does not speak of the next.
    /// </summary>
    private IChangeToken[] Changes()
        => [_configuration.GetReloadToken(), .. _root?.Providers.Select(provider => provider.GetReloadToken()) ?? []];
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
