namespace ClientIpAnalyzers.Benchmarks.Checkout;

/// <summary>The kinds of files of the made-up shop.</summary>
internal static class Templates
{
    public static string Model(string area, int number) => $$"""
        namespace {{area}}.Core.Models;

        /// <summary>One entity of the shop.</summary>
        public sealed class Model{{number}}
        {
            private readonly List<string> _tags = [];

            public Guid Id { get; init; } = Guid.NewGuid();

            public string Name { get; set; } = "";

            public string? Description { get; set; }

            public decimal Price { get; set; }

            public int Quantity { get; set; }

            public DateTimeOffset CreatedAt { get; init; } = DateTimeOffset.UtcNow;

            public IReadOnlyList<string> Tags => _tags;

            public decimal Total => Price * Quantity;

            public bool IsAvailable => Quantity > 0 && !string.IsNullOrWhiteSpace(Name);

            public void AddTag(string tag)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(tag);
                var normal = tag.Trim().ToLowerInvariant();
                if (!_tags.Contains(normal))
                {
                    _tags.Add(normal);
                }
            }

            public Model{{number}} WithDiscount(decimal percent)
            {
                if (percent is < 0 or > 100)
                {
                    throw new ArgumentOutOfRangeException(nameof(percent), percent, "A discount is between 0 and 100 percent.");
                }

                var reduced = Price - Price * percent / 100m;
                return new Model{{number}} { Id = Id, Name = Name, Description = Description, Price = Math.Round(reduced, 2), Quantity = Quantity };
            }

            public override string ToString() => $"{Name} ({Quantity} at {Price:0.00}, {string.Join(", ", _tags)})";
        }
        """;

    public static string Repository(string area, int number, int model) => $$"""
        using System.Collections.Concurrent;
        using {{area}}.Core.Models;

        namespace {{area}}.Core.Repositories;

        public interface IRepository{{number}}
        {
            Task<Model{{model}}?> FindAsync(Guid id, CancellationToken cancellationToken);

            Task<IReadOnlyList<Model{{model}}>> SearchAsync(string? text, int page, int size, CancellationToken cancellationToken);

            Task SaveAsync(Model{{model}} item, CancellationToken cancellationToken);
        }

        public sealed class Repository{{number}} : IRepository{{number}}
        {
            private readonly ConcurrentDictionary<Guid, Model{{model}}> _items = new();

            public Task<Model{{model}}?> FindAsync(Guid id, CancellationToken cancellationToken)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Task.FromResult(_items.TryGetValue(id, out var found) ? found : null);
            }

            public async Task<IReadOnlyList<Model{{model}}>> SearchAsync(string? text, int page, int size, CancellationToken cancellationToken)
            {
                await Task.Yield();
                var matching = _items.Values
                    .Where(item => text is null || item.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    .Where(item => item.IsAvailable)
                    .OrderByDescending(item => item.CreatedAt)
                    .ThenBy(item => item.Name, StringComparer.Ordinal)
                    .Skip(page * size)
                    .Take(size)
                    .ToList();
                foreach (var item in matching)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (item.Tags.Count == 0)
                    {
                        item.AddTag("untagged");
                    }
                }

                return matching;
            }

            public Task SaveAsync(Model{{model}} item, CancellationToken cancellationToken)
            {
                _items.AddOrUpdate(item.Id, item, (_, existing) => existing.CreatedAt > item.CreatedAt ? existing : item);
                return Task.CompletedTask;
            }
        }
        """;

    public static string Service(string area, int number, int repository, int model) => $$"""
        using {{area}}.Core.Models;
        using {{area}}.Core.Repositories;

        namespace {{area}}.Core.Services;

        public sealed record Summary{{number}}(int Count, decimal Value, IReadOnlyDictionary<string, int> ByTag);

        public sealed class Service{{number}}(IRepository{{repository}} repository)
        {
            private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

            private int _calls;

            public async Task<Summary{{number}}> SummarizeAsync(string? text, CancellationToken cancellationToken)
            {
                Interlocked.Increment(ref _calls);
                var byTag = new Dictionary<string, int>(StringComparer.Ordinal);
                var (count, value) = (0, 0m);
                for (var page = 0; page < 100; page++)
                {
                    var items = await repository.SearchAsync(text, page, 50, cancellationToken);
                    if (items.Count == 0)
                    {
                        break;
                    }

                    foreach (var item in items)
                    {
                        count++;
                        value += item.Total;
                        foreach (var tag in item.Tags)
                        {
                            byTag[tag] = byTag.TryGetValue(tag, out var seen) ? seen + 1 : 1;
                        }
                    }
                }

                return new Summary{{number}}(count, value, byTag);
            }

            public async Task<bool> TryRestockAsync(Guid id, int quantity, CancellationToken cancellationToken)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(Patience);
                try
                {
                    var item = await repository.FindAsync(id, limit.Token);
                    switch (item)
                    {
                        case null:
                            return false;
                        case { Quantity: > 1000 }:
                            throw new InvalidOperationException($"There are {item.Quantity} of {item.Name} already.");
                        default:
                            item.Quantity += quantity;
                            await repository.SaveAsync(item, limit.Token);
                            return true;
                    }
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    return false;
                }
            }

            public static string Describe(Model{{model}} item) => item switch
            {
                { IsAvailable: false } => "sold out",
                { Price: 0 } => "for free",
                { Total: > 10_000m } => $"large stock of {item.Name}",
                _ => $"{item.Quantity} of {item.Name}",
            };
        }
        """;

    public static string Program(string area) => $$"""
        using {{area}}.Web.Endpoints;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseHttpsRedirection();
        app.UseAuthorization();
        app.MapControllers();
        Endpoints2.Map(app);
        app.Run();
        """;

    public static string Controller(string area, int number, int service) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using {{area}}.Core.Services;

        namespace {{area}}.Web.Controllers;

        [ApiController]
        [Route("api/[controller]")]
        public sealed class Controller{{number}}(Service{{service}} service, ILogger<Controller{{number}}> logger) : ControllerBase
        {
            [HttpGet]
            public async Task<ActionResult<Summary{{service}}>> Get([FromQuery] string? text, CancellationToken cancellationToken)
            {
                if (text is { Length: > 100 })
                {
                    return BadRequest("The text is too long.");
                }

                var summary = await service.SummarizeAsync(text, cancellationToken);
                logger.LogInformation("{Count} items worth {Value} match {Text}", summary.Count, summary.Value, text);
                return summary.Count == 0 ? NotFound() : Ok(summary);
            }

            [HttpPost("{id:guid}/restock")]
            public async Task<IActionResult> Restock(Guid id, [FromBody] int quantity, CancellationToken cancellationToken)
            {
                if (!ModelState.IsValid || quantity <= 0)
                {
                    return ValidationProblem(ModelState);
                }

                try
                {
                    return await service.TryRestockAsync(id, quantity, cancellationToken) ? NoContent() : NotFound();
                }
                catch (InvalidOperationException failure)
                {
                    logger.LogWarning(failure, "Cannot restock {Id}", id);
                    return Conflict(failure.Message);
                }
            }
        }
        """;

    public static string Contract(string area, int number) => $$"""
        using System.ComponentModel.DataAnnotations;

        namespace {{area}}.Web.Contracts;

        public sealed record Line{{number}}([Required] string Product, [Range(1, 999)] int Quantity, decimal Price);

        public sealed record Order{{number}}([Required, StringLength(80)] string Customer, [MinLength(1)] IReadOnlyList<Line{{number}}> Lines, string? Comment)
        {
            public decimal Total => Lines.Sum(line => line.Price * line.Quantity);

            public IEnumerable<string> Problems()
            {
                foreach (var group in Lines.GroupBy(line => line.Product).Where(group => group.Count() > 1))
                {
                    yield return $"{group.Key} occurs {group.Count()} times.";
                }

                if (Total > 1_000_000m)
                {
                    yield return "The order is too large.";
                }
            }
        }
        """;

    public static string Endpoints(string area, int number, int service) => $$"""
        using {{area}}.Core.Services;

        namespace {{area}}.Web.Endpoints;

        public static class Endpoints{{number}}
        {
            public static void Map(IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/part{{number}}").WithTags("part{{number}}");
                group.MapGet("/", async (string? text, Service{{service}} service, CancellationToken cancellationToken)
                    => await service.SummarizeAsync(text, cancellationToken) is { Count: > 0 } summary ? Results.Ok(summary) : Results.NotFound());
                group.MapPost("/{id:guid}", async (Guid id, int quantity, Service{{service}} service, CancellationToken cancellationToken) =>
                {
                    var done = quantity > 0 && await service.TryRestockAsync(id, quantity, cancellationToken);
                    return done ? Results.NoContent() : Results.BadRequest(new { id, quantity });
                });
                group.MapGet("/cookie", (HttpContext context) =>
                {
                    var seen = context.Request.Cookies.TryGetValue("seen", out var text) && bool.TryParse(text, out var value) && value;
                    context.Response.Cookies.Append("seen", "true", new CookieOptions { HttpOnly = true, Secure = true });
                    return Results.Ok(new { seen, path = context.Request.Path.Value, user = context.User.Identity?.Name });
                });
            }
        }
        """;

    public static string Audit(string area, int number) => $$"""
        namespace {{area}}.Web.Auditing;

        public sealed class Audit{{number}}(RequestDelegate next, ILogger<Audit{{number}}> logger)
        {
            private static readonly string[] Names = ["X-Forwarded-For", "X-Real-IP"];

            public async Task InvokeAsync(HttpContext context)
            {
                var client = context.Request.Headers["X-Forwarded-For"].FirstOrDefault()?.Split(',')[0].Trim();
                if (string.IsNullOrEmpty(client))
                {
                    client = Names.Select(name => context.Request.Headers[name].ToString()).FirstOrDefault(text => text.Length > 0);
                }

                client ??= context.Connection.RemoteIpAddress?.ToString();
                logger.LogInformation("{Method} {Path} from {Client}", context.Request.Method, context.Request.Path, client);
                context.Items["client"] = client;
                context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
                await next(context);
            }
        }
        """;
}
