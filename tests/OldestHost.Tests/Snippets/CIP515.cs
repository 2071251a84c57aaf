[Microsoft.AspNetCore.Mvc.ApiController]
public sealed class Visitors : Microsoft.AspNetCore.Mvc.ControllerBase
{
    public string Who(System.Net.IPAddress clientIp) => clientIp.ToString();
}

public static class Program
{
    public static void Main()
    {
    }
}
