using System.Globalization;
using ClientIpAnalyzers.Benchmarks.Checkout;

if (args is not [var folder, var count])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project benchmarks/Checkout -- FOLDER FILES");
    return 2;
}

SyntheticCheckout.WriteTo(folder, int.Parse(count, CultureInfo.InvariantCulture));
return 0;
