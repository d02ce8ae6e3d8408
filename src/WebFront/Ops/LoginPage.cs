namespace QliroAdapter.Ops;

internal static class LoginPage
{
    public static IResult Result(HttpRequest request, bool wrong)
    {
        var page = new Page(request);
        var problem = wrong
            ? Html.Of($"""
                <p class="problem" role="alert" data-testid="login-problem">That is not a token for these pages.</p>
                """)
            : Html.Nothing;
        var form = Html.Of($"""
            {problem}
            <form class="login" method="post" action="{page.Root}/login" data-testid="login">
            <label for="token">Ops token</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <button data-testid="log-in">Log in</button>
            </form>
            """);
        return page.Result("Log in", form, StatusCodes.Status401Unauthorized, isKnown: false);
    }
}
